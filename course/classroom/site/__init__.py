"""The course as a web site: pages that read at once, in both languages. Every link is relative: it works at any address."""
