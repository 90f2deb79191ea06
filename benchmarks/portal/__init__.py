"""The portal under load: a large province, people who work, and how long each page takes."""
