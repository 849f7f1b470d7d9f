"""What goes wrong because of the input, said in one sentence."""


class InputError(Exception):
    """The input is at fault; the message is one sentence naming the file and the mend."""


class ContractError(Exception):
    """A stage did not deliver what the next one relies on: a defect of the program, said in one sentence."""
