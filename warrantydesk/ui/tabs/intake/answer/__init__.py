"""The filed claim in the middle of Intake: the maker's answer, versions, appeal, portal aid."""
