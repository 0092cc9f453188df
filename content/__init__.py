"""What staff read and sign: programmes, wording, calendar."""
