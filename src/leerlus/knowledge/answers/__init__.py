"""Questions about the law with an answer that three organisations approved on the exact text."""
