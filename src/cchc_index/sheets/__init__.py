"""Excel scoring sheets: out to the units and appraisers, and back from them."""
