"""The class server: what JupyterHub reads (`jupyterhub_config.py`) and the four modules it is made of."""
