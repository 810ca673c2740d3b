# GitHub's client for Ruby (Debian: apt-get install ruby-graphql-client). It validates each document against the schema at
# load time and returns objects with the requested fields only.
require 'graphql/client'
require 'graphql/client/http'

module Pagergraph
  HTTP = GraphQL::Client::HTTP.new(ENV.fetch('GRAPHQL_URL', 'http://127.0.0.1:4000/graphql'))
  SCHEMA = GraphQL::Client.load_schema(HTTP)
  CLIENT = GraphQL::Client.new(schema: SCHEMA, execute: HTTP)

  Incidents = CLIENT.parse <<~'GRAPHQL'
    query($first: Int!, $account: String) {
      incidents(first: $first, account: $account, filter: { statuses: [TRIGGERED] }) {
        nodes { number title service { name } }
      }
    }
  GRAPHQL

  Acknowledge = CLIENT.parse <<~'GRAPHQL'
    mutation($input: AcknowledgeIncidentInput!) {
      acknowledgeIncident(input: $input) {
        incident { number status }
        userErrors { code message }
      }
    }
  GRAPHQL
end

response = Pagergraph::CLIENT.query(Pagergraph::Incidents, variables: { first: 3 })
response.data.incidents.nodes.each do |incident|
  puts "list: ##{incident.number} #{incident.title} (#{incident.service.name})"
end

response = Pagergraph::CLIENT.query(Pagergraph::Acknowledge, variables: { input: { incident: { number: 1 }, actor: 'tomasz.wilk@example.com' } })
user_error = response.data.acknowledge_incident.user_errors.first
puts "refused: #{user_error.code} #{user_error.message}"

response = Pagergraph::CLIENT.query(Pagergraph::Incidents, variables: { first: 3, account: 'nowhere' })
error = response.original_hash['errors'].first
puts "failed: #{error['extensions']['code']} #{error['message']}"
