"""What builds and measures the models: reads the development data, needs the ``train`` extra. Not used in scoring."""
