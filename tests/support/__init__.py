"""Real parts for tests: the product's processes, a browser, photos of people.

A test that drives the product from outside asks for `server` (pages), `worker` (jobs) and one of
`phone_page`, `screen_page`, `desk_page`. The processes run on `campaigns.settings` with the test's
own database, so what they must see has to be committed: mark such tests
`@pytest.mark.django_db(transaction=True)`, or let the fixtures do it, which ask for
`transactional_db` themselves. Both live as long as the session; the worker rests while no test asks
for it. A test may kill and start both; the next one that asks finds them alive.
"""
