"""Records called otherwise, or joined: every place that names them is edited, and nothing else."""
