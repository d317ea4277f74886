## delivery
