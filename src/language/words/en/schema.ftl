## schema
