"""Say which accounts have to be judged the same so that two incidents are one.

In:   the accounts of either, with their reports.
Out:  pairs of accounts.
Holds: as few as will do: one, and with it what else tells of either, unless the two are at odds.
"""

from collections.abc import Mapping, Sequence

from tellings.link.cluster import AT_ODDS
from tellings.link.profiles import profiles_of
from tellings.link.score import weigh
from tellings.model import Account, Extraction, Report


def pairs_to_join(
    first: Sequence[Account], second: Sequence[Account], reports: Mapping[str, Report]
) -> tuple[tuple[Account, Account], ...]:
    """Return the pairs to be judged the same so that two incidents are one.

    first, second: all accounts of either, at least one; reports: those that they stand in, by id. One pair joins them,
    and with it what else tells of either. Where the two are at odds by their dates or places, or told apart in one
    report, every account of both is paired with the first.
    """
    joined = [*second, *first[1:]] if _are_at_odds(first, second, reports) else second[:1]
    return tuple((first[0], account) for account in joined)


def _are_at_odds(first: Sequence[Account], second: Sequence[Account], reports: Mapping[str, Report]) -> bool:
    profiles = {
        account.account_id: profiles_of(
            Extraction(account.report_id, "", (), (), (account,)), reports[account.report_id]
        )[0]
        for account in (*first, *second)
    }
    return any(
        left.report_id == right.report_id
        or weigh(profiles[left.account_id], profiles[right.account_id]) < AT_ODDS
        for left in first
        for right in second
    )
