"""What goes wrong because of the input, said in one sentence."""


class InputError(Exception):
    """The input is at fault; the message is one sentence naming the file and the mend."""
