"""What pages share: records of the library as readers see them."""
