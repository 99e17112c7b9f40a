import type { Knex } from 'knex'

/** Reps, stewards and officials at a region, a branch or a workplace, and when they are away (F91). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('posts', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable()
    t.text('level').notNullable()
    t.text('region')
    t.text('branch_id').references('branches.id')
    t.text('workplace_id').references('workplaces.id')
    t.text('role').notNullable()
    t.text('name').notNullable()
    t.text('number')
    t.text('email')
    t.text('person_id').references('people.id')
    t.text('from_day').notNullable()
    t.text('until_day')
    t.text('added_by').notNullable().references('people.id')
    t.text('added_at').notNullable()
    t.text('ended_by').references('people.id')
    t.text('ended_at')
    t.check(
      "(level = 'region') = (region IS NOT NULL) AND (level = 'region') = (branch_id IS NULL) AND (level = 'workplace') = (workplace_id IS NOT NULL)",
    )
  })
  for (const column of ['workplace_id', 'branch_id', 'region'])
    await knex.raw(`CREATE INDEX posts_${column} ON posts (${column}) WHERE ended_at IS NULL`)
  await knex.schema.createTable('absences', (t) => {
    t.text('id').primary()
    t.text('post_id').notNullable().references('posts.id')
    t.text('from_day').notNullable()
    t.text('until_day').notNullable()
    t.text('cover_id').references('posts.id')
    t.text('noted_by').notNullable().references('people.id')
    t.text('noted_at').notNullable()
    t.text('ended_at')
    t.check('until_day >= from_day')
    t.index(['post_id', 'until_day'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('absences')
  await knex.schema.dropTable('posts')
}
