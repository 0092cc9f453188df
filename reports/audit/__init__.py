"""The auditor: reads what went over the wire and what the database holds, and trusts neither."""
