"""One tree of errors: what a caller or a user did that cannot go on.

The world's mess (an unreadable file, an unread language) is no error but a `SetAside` with its reason.

    TellingsError
    ├── BrokenPromise          a value breaks an invariant of the model
    ├── GazetteerError         a gazetteer file cannot be read
    ├── InputError             what a command was given cannot be used
    ├── MixedIncidents         claims of several incidents where one is meant
    ├── ModelError             the trained model cannot be used
    │   ├── ModelMissing       a file of it is not there, or cannot be read
    │   ├── ModelAltered       a file of it is not the one that its manifest lists
    │   └── EngineUnusable     what runs it is not there, or cannot run it here
    └── CaseError              something about a case
        ├── NotACase           the folder is not a case
        ├── CaseExists         a new case would overwrite one
        ├── CaseBusy           another process is writing to it
        ├── CaseTooNew         written by a later version
        ├── CaseDamaged        bytes are not what the log says
        └── CannotWrite        the disk or its permissions refuse

Every message names the item, the fact and the next step. `exit_code` is what the command line ends with:
1 something is wrong with the data, 2 wrong use, 3 the case is damaged, 4 the case is busy,
5 the disk refuses. 130 is an interrupt.
"""


class TellingsError(Exception):
    """Root of the tree. exit_code: what the command line ends with."""

    exit_code = 1


class BrokenPromise(TellingsError):
    """A value breaks an invariant of the model: a mistake in the code that made it, or in stored data."""


class GazetteerError(TellingsError):
    """A gazetteer file cannot be read; the message names the file, the row and the column."""


class InputError(TellingsError):
    """What a command was given cannot be used."""

    exit_code = 2


class MixedIncidents(TellingsError):
    """Claims of several incidents were given where one is meant."""


class ModelError(TellingsError):
    """The trained model cannot be used; the message names the file or the part, and how to restore it."""


class ModelMissing(ModelError):
    """A file of the model is not there, is no file, or cannot be read."""


class ModelAltered(ModelError):
    """A file of the model is not the one that its manifest lists, or the manifest is none of this version."""


class EngineUnusable(ModelError):
    """ONNX Runtime or the tokenizer is not there, does not run on this machine, or cannot load the model."""


class CaseError(TellingsError):
    """Something about a case."""


class NotACase(CaseError):
    """The folder holds no case."""

    exit_code = 2


class CaseExists(CaseError):
    """A new case would stand on top of an existing one."""

    exit_code = 2


class CaseBusy(CaseError):
    """Another process is writing to the case."""

    exit_code = 4


class CaseTooNew(CaseError):
    """The case was written by a later version of Tellings."""

    exit_code = 2


class CaseDamaged(CaseError):
    """Bytes of the case are not what its log says."""

    exit_code = 3


class CannotWrite(CaseError):
    """The disk, or the rights on it, refuse."""

    exit_code = 5
