-- The audit trail is searched by tool: which releases have one of that name, and to whom it was ever granted.
CREATE INDEX tool_name_by_name ON tool_name (name);
CREATE INDEX tool_grant_by_tool ON tool_grant (tool);
