"""What is made of packages for others to take: exports of their descriptions, items of DSpace."""
