"""What each tool on a procedure's page is given to reckon with, or what is missing for it."""
