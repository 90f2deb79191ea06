"""The fixtures of the portal's tests; they stand in `portal_fixtures`, where types are checked."""

from portal_fixtures import (  # noqa: F401
    _access_log_may_be_emptied,
    _pages_loaded,
    as_person,
    context,
    department,
    filled,
    home,
    own_home,
    sign_in,
)
