"""Everything with a clock, as one list."""

from warrantydesk.services.today.service import Question, TodayService, UnderWay

__all__ = ["Question", "TodayService", "UnderWay"]
