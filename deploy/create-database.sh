#!/bin/bash
# Run once by the postgres image, as its superuser: the API's role and the database it owns, as the dev host makes them.
set -euo pipefail
psql --no-psqlrc --set ON_ERROR_STOP=1 --set password="$BILLING_PASSWORD" --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
CREATE ROLE billing LOGIN NOSUPERUSER NOINHERIT CREATEROLE PASSWORD :'password';
ALTER ROLE billing SET createrole_self_grant = 'set';
CREATE DATABASE billing OWNER billing;
\connect billing
ALTER SCHEMA public OWNER TO billing;
SQL
