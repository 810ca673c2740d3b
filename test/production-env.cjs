// As in production: without its check for a second copy of itself, graphql-js saves a tenth of a run.
process.env.NODE_ENV = 'production';
