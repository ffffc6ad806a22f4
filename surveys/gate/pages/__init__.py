"""The pages of records: at the gate on a phone, in the office at a desk."""
