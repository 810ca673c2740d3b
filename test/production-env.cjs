// As the gateway is served: graphql-js then does without its search for a second copy of itself, a tenth of a run.
process.env.NODE_ENV = 'production';
