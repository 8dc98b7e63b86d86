"""The pages of curation inside the admin, a noun each; registered by curation.admin."""
