"""The words for a stance; the values of Mention.Stance, said here so that reading needs no model."""

AFFIRMED, DENIED, PLANNED, PILOTED, ENDED, UNCLEAR = "affirmed", "denied", "planned", "piloted", "ended", "unclear"
