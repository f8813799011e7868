"""The evaluator inside engines that other people run."""
