"""The workbench: a case in the browser, to see and to judge.

In:   a case; requests from a browser on the same machine.
Out:  pages, and judgements kept in the case.
Holds: it binds to loopback alone, and answers nobody who has not got the address that `tellings serve` printed. Every
page works without scripts. What a person decides is a judgement in the case's log before the page says so.
"""

from tellings.web.app import make_app
from tellings.web.desk import Desk

__all__ = ["Desk", "make_app"]
