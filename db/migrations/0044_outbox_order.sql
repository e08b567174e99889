-- Whether a tenant has a mail that is to leave before this one.
create index outbox_messages_order on outbox_messages (tenant_id, available_at, id) where state = 'waiting';
