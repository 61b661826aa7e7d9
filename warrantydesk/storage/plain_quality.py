"""Plain rows of the cards of quality information, for the list that leaves the desk."""

QUALITY_COLUMNS = {"quality_cards": ("c.brand", "k.urgency")}
"""Code of a list → where its brand stands, and what it may be asked for by."""
QUALITY_LISTS = {
    "quality_cards": """
SELECT k.id, k.number, k.issued_on, k.concern, k.urgency, c.brand, c.claim_number, c.vehicle_vin,
       c.vehicle_model_code, CASE c.vehicle_engine_no WHEN '' THEN c.vehicle_motor_no
       ELSE c.vehicle_engine_no END, c.vehicle_produced_on, c.vehicle_invoiced_on, v.mileage_km,
       k.area, k.nature, k.gearbox, k.conditions_speed, k.conditions_road, k.conditions_load,
       k.conditions_modified, k.conditions_temperature, k.conditions_frequency,
       coalesce((SELECT CASE p.old_part_no WHEN '' THEN p.new_part_no ELSE p.old_part_no END
        FROM part_line p WHERE p.claim_id = c.id AND p.causal = 1 ORDER BY p.position LIMIT 1), ''),
       k.part_maker, k.cause_and_handling, k.companion_damage, k.loss_fen, k.office_opinion,
       k.office_person, k.office_on, k.result, k.registered_by, k.revisited_by, k.revisited_on,
       k.handling_analysis, k.handling_cause, k.handling_conclusion, k.handling_responsible,
       k.handling_interim_measure, k.handling_permanent_measure, k.handling_suggestion, k.sent_on
FROM quality_report k JOIN claim c ON c.id = k.claim_id LEFT JOIN visit v ON v.id = c.visit_id
WHERE k.id > ?1 AND :among AND k.void_reason = ''
AND coalesce(k.issued_on, '') BETWEEN ?2 AND ?3 ORDER BY k.id LIMIT ?6""",
}
