"""A reproducible briefing from news articles: topics, participants and a dated chronology, with evidence."""
