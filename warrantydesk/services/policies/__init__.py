"""Policies: every table of law and makers in its versions."""

from warrantydesk.services.policies.service import PolicyService

__all__ = ["PolicyService"]
