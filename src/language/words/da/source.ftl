## source
