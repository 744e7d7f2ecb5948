"""What pyproject.toml cannot say yet: where Babel finds our messages (ckan/ckan#8382)."""

from setuptools import setup

setup(
    message_extractors={
        "ckanext": [
            ("**.py", "python", None),
            ("**.js", "javascript", None),
            ("**/templates/**.html", "ckan", None),
        ],
    }
)
