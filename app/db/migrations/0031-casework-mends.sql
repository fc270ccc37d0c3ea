-- Casework: who may add a key that signs documents.

-- The key is made by the application itself before the first document is issued. Whoever could add one could sign in the name of the instance:
-- no duty at an office is enough for that.
alter policy document_key_new on netra.document_key with check (netra.actor_kind() = 'system');
