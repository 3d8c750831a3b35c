"""Who gets which nudge when, and delivering it. Knows neither Flask nor speech."""
