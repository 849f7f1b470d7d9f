"""What goes wrong because of the input, said in one sentence."""


class InputError(Exception):
    """The input is at fault; the message is one sentence naming the file and the mend."""


class ContractError(Exception):
    """A stage did not deliver what the next one relies on: a defect of the program, said in one sentence."""


def one_line(error: BaseException, longest: int = 160) -> str:
    """Return what another package says of an error, to stand within a sentence."""
    words = " ".join(str(getattr(error, "strerror", "") or error).split()) or type(error).__name__
    return words.rstrip(".") if len(words) <= longest else f"{words[:longest]} …"
