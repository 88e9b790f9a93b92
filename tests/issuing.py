"""Versions in force at once, as a desk's set-up writes them: what a test begins with."""

from counter_app.services.catalogue import catalogue_author, issue_version


def issue(counter, versions, officer):
    """Issue ``versions`` one after another without asking a second person."""
    author = catalogue_author(officer, "import-catalogue")
    with counter.catalogue.unit_of_work() as work:
        issued = [issue_version(work, version, author, counter.now) for version in versions]
        work.commit()
    return tuple(issued)
