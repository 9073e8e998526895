"""Tables in and out: CSV, Parquet, Excel and DataFrames."""
