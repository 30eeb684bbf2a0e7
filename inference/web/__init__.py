"""What static/vision, the browser's twin of this package, works with: the same nets and numbers."""
