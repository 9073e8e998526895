"""Laws that hold for every criteria set and every answer."""
