"""What the state asks for, as data: indicators, applicants, editions, checks, findings."""
