"""Times and days as people say them, in Dutch and English. Knows no programme and no person."""
