"""A first call to Gemini. Select the prompt and open the request panel with it."""

PROMPT = "Name three rivers that flow north."

print(PROMPT)
