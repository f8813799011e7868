"""Everything that becomes a page of the site: contracts, references, executed guides.

A page is a path below the site's folder of sources and its Markdown; `validator.mkdocs_hook` hands them to mkdocs.
"""
