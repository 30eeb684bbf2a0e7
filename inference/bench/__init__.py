"""How fast the networks and the tasks are, and what they ask of a machine.

`scene.webp`, which is measured on where there is no photo, is a drawing of our own: a person and
two raised hands, all of which the networks find.
"""
