"""What holds for all tests: none of them writes outside the folders that it is given."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def keys_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> pytest.MonkeyPatch:
    """Keep the private keys that tests make out of the home folder of whoever runs them."""
    patch = pytest.MonkeyPatch()
    patch.setenv("TELLINGS_KEYS", str(tmp_path_factory.mktemp("keys")))
    return patch
