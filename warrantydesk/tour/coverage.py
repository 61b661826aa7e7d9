"""What the desk knows of law and maker: a car near its limits, the terms that change, a recall."""

from warrantydesk.tour.walk import Walk

_TABLE, _CAMPAIGN = "QC:wear", "QC-R26-01"


def look_at_coverage(way: Walk) -> None:
    """Show the car whose demand is open, the coming wear terms and a recall with its cars."""
    desk, stage = way.desk, way.stage
    demanded = [one for one in desk.coverage.deadlines(desk.bench.today) if one.code == "finish"]
    if demanded:
        stage.open("intake", "claim", demanded[0].claim_id)
        way.shoot("coverage")
    stage.open("policies", "table", _TABLE)
    way.shoot("policies")
    stage.open("policies", "campaign", _CAMPAIGN)
    way.shoot("campaigns")
